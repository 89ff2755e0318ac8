/** Tests of what applies to every call. */
@NullMarked
package dev.waybill.common.rpc;

import org.jspecify.annotations.NullMarked;
