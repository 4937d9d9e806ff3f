"""HTTP manners shared by all pages: what a request may do, what an answer carries, and what errors look like."""
