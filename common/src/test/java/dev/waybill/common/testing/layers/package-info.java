/** An example service that breaks each dependency rule once. */
@NullMarked
package dev.waybill.common.testing.layers;

import org.jspecify.annotations.NullMarked;
