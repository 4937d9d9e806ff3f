"""What has changed in the structure: who changed what, when, and from what to what, out of every history there is."""
