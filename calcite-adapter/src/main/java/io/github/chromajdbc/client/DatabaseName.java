package io.github.chromajdbc.client;

/** A database and the tenant it belongs to. */
public record DatabaseName(String tenant, String database) {}
