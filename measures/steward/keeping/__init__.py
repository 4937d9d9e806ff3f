"""What is done to indicators, rows and targets, each as a verb: add, change, decide, hand over, end, take away."""
