"""Plain values of the pages of reports: the list, the draft that is being written, the freezing, the report itself."""
