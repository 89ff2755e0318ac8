package dev.waybill.common.testing.layers;

/** Stands for what only the root package may hold. */
public final class ExampleWiring {}
