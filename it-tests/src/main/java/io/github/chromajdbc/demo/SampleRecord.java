package io.github.chromajdbc.demo;

import java.util.Map;

/**
 * One record of the sample.
 *
 * @param metadata values are String, Integer, Boolean or a List of String; its order is the file's
 */
public record SampleRecord(String id, String document, Map<String, Object> metadata) {}
