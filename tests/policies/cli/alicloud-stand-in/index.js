// A stand-in for the plugin of @pulumi/alicloud, which cannot be had without the internet: any resource type, inputs
// echoed as outputs. It never previews a creation, so ids are unknown in a preview as they are with the real one.
const grpc = require("@grpc/grpc-js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb.js");
const messages = require("@pulumi/pulumi/proto/provider_pb.js");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb.js");
const { ResourceProviderService } = require("@pulumi/pulumi/proto/provider_grpc_pb.js");

const respond =
  (Response, fill = () => {}) =>
  (call, callback) => {
    const response = new Response();
    fill(response, call.request);
    callback(null, response);
  };
const unimplemented = (_call, callback) => callback({ code: grpc.status.UNIMPLEMENTED, message: "not needed here" });

let made = 0;
const implementation = Object.fromEntries(Object.keys(ResourceProviderService).map((name) => [name, unimplemented]));
Object.assign(implementation, {
  getPluginInfo: respond(PluginInfo, (info) => info.setVersion("3.0.0")),
  getSchema: respond(messages.GetSchemaResponse, (schema) => schema.setSchema('{"name":"alicloud","version":"3.0.0"}')),
  checkConfig: respond(messages.CheckResponse, (check, request) => check.setInputs(request.getNews())),
  diffConfig: respond(messages.DiffResponse),
  configure: respond(messages.ConfigureResponse, (configured) => configured.setAcceptsecrets(true)),
  check: respond(messages.CheckResponse, (check, request) => check.setInputs(request.getNews())),
  diff: respond(messages.DiffResponse),
  create: respond(messages.CreateResponse, (created, request) => {
    made += 1;
    created.setId(`made-${made}`);
    created.setProperties(request.getProperties());
  }),
  delete: respond(Empty),
  cancel: respond(Empty),
});

const server = new grpc.Server();
server.addService(ResourceProviderService, implementation);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  // The CLI reads the port from the first line.
  console.log(String(port));
});
