/** The correlation id and the trace context of a call, and the scope that carries them. */
@NullMarked
package dev.waybill.common.correlation;

import org.jspecify.annotations.NullMarked;
