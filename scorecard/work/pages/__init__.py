"""Projects, actions and themes as plain values for templates."""
