"""One fact told twice: in the heading and below it, in two sentences, under two names."""
