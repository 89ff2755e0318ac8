package dev.waybill.common.testing.layers.domain;

import java.sql.Connection;

/** A domain that knows the database. */
public record DomainWithSql(Connection connection) {}
