"""Who exists, under which names, and who belongs where: the authored record, standard library only."""
