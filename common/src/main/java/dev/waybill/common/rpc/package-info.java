/** The interceptors around every call, in their order, and the access log. */
@NullMarked
package dev.waybill.common.rpc;

import org.jspecify.annotations.NullMarked;
