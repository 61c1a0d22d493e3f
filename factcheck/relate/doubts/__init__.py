"""What speaks against ties that others found."""
