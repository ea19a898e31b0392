"""The element merge: a planned file and the file as it stands make the file as it should be."""
