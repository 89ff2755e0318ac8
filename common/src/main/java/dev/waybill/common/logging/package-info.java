/** Log lines about what goes on for a while. */
@NullMarked
package dev.waybill.common.logging;

import org.jspecify.annotations.NullMarked;
