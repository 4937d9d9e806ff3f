"""The public pages' plain values: goals, indicators, projects, actions and sectors, for anybody."""
