"""Excel workbooks: foreign ones are read behind a gate, our own are written so that the same figures give one file.

The only rooms, with the report's own renderer, that know openpyxl.
"""
