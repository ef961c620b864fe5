"""What is kept, why and until when: for the person, and for the data protection officer."""
