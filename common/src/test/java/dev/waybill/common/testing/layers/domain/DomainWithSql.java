package dev.waybill.common.testing.layers.domain;

import java.sql.Connection;

/** A domain class that uses the database. */
public record DomainWithSql(Connection connection) {}
