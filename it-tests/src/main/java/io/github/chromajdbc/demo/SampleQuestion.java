package io.github.chromajdbc.demo;

/**
 * A question in words other than those of the document that answers it.
 *
 * @param id of the record that is meant
 */
public record SampleQuestion(String collection, String question, String id) {}
