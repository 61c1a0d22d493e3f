"""What sentences say of their figures: the wordings of the language packs, found and made relations."""
