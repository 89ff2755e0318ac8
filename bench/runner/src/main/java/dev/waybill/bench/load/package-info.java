/** Load on the contenders: what is sent and what is measured. */
@NullMarked
package dev.waybill.bench.load;

import org.jspecify.annotations.NullMarked;
