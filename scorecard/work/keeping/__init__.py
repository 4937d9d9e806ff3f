"""What is done to projects and actions, each as a verb: add, change, move, note, serve, end, take away."""
