"""Training, back-testing and ensembling of travel-time (ETA) models on seeded synthetic trips."""
