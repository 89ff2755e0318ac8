/** Tests of background loops and of the waits after failures. */
@NullMarked
package dev.waybill.common.background;

import org.jspecify.annotations.NullMarked;
