"""What everybody may know of the service: accessibility and its feedback, what the service is, its words."""
