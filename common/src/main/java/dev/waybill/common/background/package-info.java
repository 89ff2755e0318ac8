/** Work that no caller waits for: one loop for all of it, and how long to wait after failures. */
@NullMarked
package dev.waybill.common.background;

import org.jspecify.annotations.NullMarked;
