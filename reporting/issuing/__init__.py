"""From a draft to what is kept for ever: the freezing, the files made in the background, publishing."""
