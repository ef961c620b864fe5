"""Work as agreed: the employer states pay, the worker has her own word, an officer looks at what differs."""
