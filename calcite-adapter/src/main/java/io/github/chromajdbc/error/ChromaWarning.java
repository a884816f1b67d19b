package io.github.chromajdbc.error;

/** Something the user should know although the statement was answered. */
public record ChromaWarning(ChromaError error, String message) {}
