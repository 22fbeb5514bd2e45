"""This package keeps what-ifs: edits that are made beside the plan, and the plan with them."""
