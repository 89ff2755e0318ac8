/** `waybill audit`: checks the services' data and prints what it finds. */
@NullMarked
package dev.waybill.cli.audit;

import org.jspecify.annotations.NullMarked;
