/** Tests of how a server handles clients that break the rules of gRPC and HTTP/2, or abuse them. */
@NullMarked
package dev.waybill.common.hostile;

import org.jspecify.annotations.NullMarked;
