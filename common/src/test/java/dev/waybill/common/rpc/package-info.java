/** Tests of what every call gets. */
@NullMarked
package dev.waybill.common.rpc;

import org.jspecify.annotations.NullMarked;
