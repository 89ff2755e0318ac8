/** `waybill certs`: makes the certificates for development. */
@NullMarked
package dev.waybill.cli.certs;

import org.jspecify.annotations.NullMarked;
