/** Tests of the load generator. */
@NullMarked
package dev.waybill.local.load;

import org.jspecify.annotations.NullMarked;
