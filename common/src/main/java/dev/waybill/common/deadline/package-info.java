/** How long a call or a stream may take, on both sides. */
@NullMarked
package dev.waybill.common.deadline;

import org.jspecify.annotations.NullMarked;
