/** Places orders at a chosen rate and measures the answers. */
@NullMarked
package dev.waybill.local.load;

import org.jspecify.annotations.NullMarked;
