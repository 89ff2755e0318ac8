/** Client streams, as the command line and the shop's deliveries use them. */
@NullMarked
package dev.waybill.local.stream;

import org.jspecify.annotations.NullMarked;
