"""What is done to reach the goals, kept by those who do it: projects, units' own actions, themes by units."""
