"""What is done to strategies, goals, units and the municipality itself: verbs that leave their step in the history."""
