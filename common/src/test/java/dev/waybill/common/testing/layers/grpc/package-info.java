/** A layer of the example that breaks the dependency rule. */
@NullMarked
package dev.waybill.common.testing.layers.grpc;

import org.jspecify.annotations.NullMarked;
