package dev.waybill.common.testing.layers;

/** Represents what only the root package may use. */
public final class ExampleWiring {}
