/** Tests of the inventory service through gRPC, on a real database. */
@NullMarked
package dev.waybill.inventory;

import org.jspecify.annotations.NullMarked;
