package dev.waybill.common.testing.layers.client;

import dev.waybill.common.testing.layers.ExampleWiring;

/** A client that uses the object graph. */
public record ClientWithWiring(ExampleWiring wiring) {}
