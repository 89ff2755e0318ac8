/** Tests of how a service runs. */
@NullMarked
package dev.waybill.common.server;

import org.jspecify.annotations.NullMarked;
