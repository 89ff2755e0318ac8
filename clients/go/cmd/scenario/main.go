// Runs the steps of clients/scenario.json and prints a line of JSON with the verdict of each. At a step
// that wants the server killed it prints {"ask": "restart"} and waits for a line on standard input.
package main

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"time"

	"github.com/google/uuid"
	"google.golang.org/genproto/googleapis/rpc/code"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	waybill "waybill.dev/client"
	inventoryv1 "waybill.dev/contracts/waybill/inventory/v1"
	orderv1 "waybill.dev/contracts/waybill/order/v1"
)

type verdict map[string]any

// A step of the scenario. Each kind of step uses some of the fields.
type step struct {
	Step       string
	Request    json.RawMessage
	Invalid    json.RawMessage
	Readings   []reading
	Orders     int
	PauseMS    int `json:"pause_ms"`
	TimeoutMS  int `json:"timeout_ms"`
	Message    string
	Configured *bool
}

type reading struct {
	Scan     string
	SKU      string
	Quantity int32
}

type runner struct {
	orders    orderv1.OrderServiceClient
	inventory inventoryv1.InventoryServiceClient
	tls       *grpc.ClientConn
	customer  string
	placed    *orderv1.Order
	requestID string
}

func main() {
	orderTarget := flag.String("order", "localhost:50051", "order-service")
	inventoryTarget := flag.String("inventory", "localhost:50052", "inventory-service")
	tlsTarget := flag.String("tls", "", "order-service behind TLS")
	ca := flag.String("ca", "", "the authority of that server's certificate")
	file := flag.String("scenario", "scenario.json", "the steps")
	flag.Parse()

	r := &runner{
		orders:    orderv1.NewOrderServiceClient(dial(*orderTarget, "")),
		inventory: inventoryv1.NewInventoryServiceClient(dial(*inventoryTarget, "")),
		customer:  "go-" + uuid.NewString(),
		requestID: uuid.NewString(),
	}
	if *tlsTarget != "" {
		r.tls = dial(*tlsTarget, *ca)
	}
	steps := map[string]func(context.Context, step) verdict{
		"place": r.place, "repeat": r.repeat, "reuse": r.reuse, "invalid": r.invalid,
		"deadline": r.deadline, "cancel": r.cancel, "watch": r.watch, "import": r.importOrders,
		"readings": r.readings, "pushback": r.pushback, "tomorrow": r.tomorrow, "tls": r.overTLS,
	}

	content, err := os.ReadFile(*file)
	must(err)
	var scenario struct{ Steps []step }
	must(json.Unmarshal(content, &scenario))
	for _, s := range scenario.Steps {
		ctx, cancel := context.WithTimeout(context.Background(), time.Duration(s.TimeoutMS)*time.Millisecond)
		result := verdict{"code": "NOT_CONFIGURED"}
		if s.Configured == nil || *s.Configured {
			run, known := steps[s.Step]
			if !known {
				log.Fatalf("there is no step %q", s.Step)
			}
			result = run(ctx, s)
		}
		cancel()
		result["step"] = s.Step
		tell(result)
	}
}

func (r *runner) place(ctx context.Context, s step) verdict {
	response, err := r.orders.PlaceOrder(ctx, r.request(s.Request, r.requestID))
	if err != nil {
		return failure(err)
	}
	r.placed = response.Order
	total := r.placed.Total
	return verdict{
		"code":  "OK",
		"state": r.placed.State.String(),
		"total": fmt.Sprint(float64(total.Units)+float64(total.Nanos)/1e9, " ", total.CurrencyCode),
	}
}

func (r *runner) repeat(ctx context.Context, s step) verdict {
	response, err := r.orders.PlaceOrder(ctx, r.request(s.Request, r.requestID))
	if err != nil {
		return failure(err)
	}
	return verdict{"code": "OK", "same_order": response.Order.OrderId == r.placed.OrderId}
}

func (r *runner) reuse(ctx context.Context, s step) verdict {
	_, err := r.orders.PlaceOrder(ctx, r.request(s.Request, r.requestID))
	return failure(err)
}

func (r *runner) invalid(ctx context.Context, s step) verdict {
	_, err := r.orders.PlaceOrder(ctx, r.request(s.Request, ""))
	result := failure(err)
	result["fields"] = waybill.Fields(err)
	return result
}

func (r *runner) deadline(ctx context.Context, _ step) verdict {
	stream, err := r.orders.WatchOrders(ctx, &orderv1.WatchOrdersRequest{})
	started := false
	for err == nil {
		if _, err = stream.Recv(); err == nil {
			started = true
		}
	}
	return verdict{"code": waybill.CodeName(err), "started": started}
}

func (r *runner) cancel(ctx context.Context, _ step) verdict {
	watchCtx, cancel := context.WithCancel(ctx)
	defer cancel()
	stream, err := r.orders.WatchOrders(watchCtx, &orderv1.WatchOrdersRequest{})
	for err == nil {
		_, err = stream.Recv()
		cancel()
	}
	_, next := r.orders.GetOrder(ctx, &orderv1.GetOrderRequest{OrderId: r.placed.OrderId})
	return verdict{"code": waybill.CodeName(err), "next_call": waybill.CodeName(next)}
}

func (r *runner) watch(ctx context.Context, s step) verdict {
	const final = 3
	var first, second *orderv1.Order
	versions := map[string][]int64{}
	for message, err := range waybill.Watch(ctx, r.orders, r.customer) {
		must(err)
		if event := message.GetEvent(); event != nil {
			versions[event.OrderId] = append(versions[event.OrderId], event.Version)
		}
		if first == nil { // the first message is a heartbeat: from now on nothing is missed
			first = r.placeNew(ctx, s)
		} else if second == nil && len(versions[first.OrderId]) > 0 {
			tell(map[string]string{"ask": "restart"})
			_, err := bufio.NewReader(os.Stdin).ReadString('\n')
			must(err)
			second = r.placeNew(ctx, s)
		}
		if second != nil && len(versions[first.OrderId]) >= final && len(versions[second.OrderId]) >= final {
			break
		}
	}
	return verdict{"first": versions[first.OrderId], "second": versions[second.OrderId]}
}

func (r *runner) placeNew(ctx context.Context, s step) *orderv1.Order {
	order, err := waybill.Place(ctx, r.request(s.Request, uuid.NewString()), r.orders)
	must(err)
	return order
}

func (r *runner) importOrders(ctx context.Context, s step) verdict {
	stream, err := r.orders.ImportOrders(ctx)
	must(err)
	go func() {
		for range s.Orders {
			must(stream.Send(&orderv1.ImportOrdersRequest{Order: r.request(s.Request, uuid.NewString())}))
		}
		must(stream.Send(&orderv1.ImportOrdersRequest{Order: r.request(s.Invalid, uuid.NewString())}))
		must(stream.CloseSend())
	}()
	answered := map[int64]bool{}
	refused := []verdict{}
	for {
		response, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return verdict{"code": "OK", "answered": len(answered), "refused": refused}
		}
		if err != nil {
			return failure(err)
		}
		answered[response.Index] = true
		if failed := response.GetError(); failed != nil {
			var fields []string
			for _, violation := range failed.GetBadRequest().GetFieldViolations() {
				fields = append(fields, violation.Field)
			}
			refused = append(refused, verdict{"index": response.Index, "code": failed.Code.String(), "fields": fields})
		}
		time.Sleep(time.Duration(s.PauseMS) * time.Millisecond)
	}
}

func (r *runner) readings(ctx context.Context, s step) verdict {
	stream, err := r.inventory.ReceiveStock(ctx)
	must(err)
	scans := map[string]string{}
	for _, reading := range s.Readings {
		if scans[reading.Scan] == "" {
			scans[reading.Scan] = uuid.NewString()
		}
		must(stream.Send(&inventoryv1.ReceiveStockRequest{
			ScanId: scans[reading.Scan], Sku: reading.SKU, Quantity: reading.Quantity,
		}))
	}
	summary, err := stream.CloseAndRecv()
	if err != nil {
		return failure(err)
	}
	var reasons []string
	for _, refused := range summary.FirstErrors {
		reasons = append(reasons, refused.Error.GetErrorInfo().GetReason())
	}
	return verdict{
		"code": "OK", "accepted": summary.Accepted, "duplicates": summary.Duplicates,
		"rejected": summary.Rejected, "reasons": reasons,
	}
}

func (r *runner) pushback(ctx context.Context, s step) verdict {
	refusals := make(chan verdict, s.Orders)
	for range s.Orders {
		go func() {
			var trailer metadata.MD
			_, err := r.orders.PlaceOrder(ctx, r.request(s.Request, uuid.NewString()), grpc.Trailer(&trailer))
			result := failure(err)
			if pushback := trailer.Get("grpc-retry-pushback-ms"); len(pushback) > 0 {
				result["pushback_ms"] = pushback[0]
			}
			refusals <- result
		}()
	}
	found := verdict{"code": "OK"}
	for range s.Orders {
		if result := <-refusals; result["code"] == code.Code_RESOURCE_EXHAUSTED.String() {
			found = result
		}
	}
	return found
}

func (r *runner) tomorrow(_ context.Context, s step) verdict {
	message, err := base64.StdEncoding.DecodeString(s.Message)
	must(err)
	order := &orderv1.Order{}
	must(proto.Unmarshal(message, order))
	written, err := proto.Marshal(order)
	must(err)
	return verdict{"state": order.State, "version": order.Version, "unchanged": string(written) == string(message)}
}

func (r *runner) overTLS(ctx context.Context, _ step) verdict {
	if r.tls == nil {
		return verdict{"code": "NOT_CONFIGURED"}
	}
	_, err := orderv1.NewOrderServiceClient(r.tls).ListOrders(ctx, &orderv1.ListOrdersRequest{PageSize: 1})
	return verdict{"code": waybill.CodeName(err)}
}

// request is the scenario's request, for this run's customer. It keeps an id of its own.
func (r *runner) request(content json.RawMessage, requestID string) *orderv1.PlaceOrderRequest {
	request := &orderv1.PlaceOrderRequest{RequestId: requestID, CustomerId: r.customer}
	read := &orderv1.PlaceOrderRequest{}
	must(protojson.Unmarshal(content, read))
	proto.Merge(request, read)
	return request
}

func failure(err error) verdict {
	result := verdict{"code": waybill.CodeName(err)}
	if reason := waybill.Reason(err); reason != "" {
		result["reason"] = reason
	}
	return result
}

func dial(target, ca string) *grpc.ClientConn {
	connection, err := waybill.Dial(target, ca)
	must(err)
	return connection
}

func tell(line any) {
	must(json.NewEncoder(os.Stdout).Encode(line))
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
