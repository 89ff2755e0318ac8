@NullMarked
package dev.waybill.cli.certs;

import org.jspecify.annotations.NullMarked;
