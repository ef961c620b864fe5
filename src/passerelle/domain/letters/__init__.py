"""What messages say, one module for each room: a subject and a sentence for each template."""
