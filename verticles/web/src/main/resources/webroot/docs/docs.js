// Shows the contract, which the server also gives as JSON, and lets its calls be tried. No library: the contract uses little of OpenAPI.

const contract = await (await fetch('../openapi.json')).json();

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function resolve(part) {
  return part?.$ref ? resolve(part.$ref.slice(2).split('/').reduce((at, key) => at[key], contract)) : part;
}

/** A schema in a few words, for the table of parameters. */
function words(schema) {
  const { type, enum: values, minimum, maximum, maxLength, pattern, default: fallback } = resolve(schema);
  return [
    values ? values.join(' | ') : type,
    minimum === undefined && maximum === undefined ? '' : `${minimum ?? ''} to ${maximum ?? ''}`,
    maxLength === undefined ? '' : `at most ${maxLength} characters`,
    pattern ?? '',
    fallback === undefined ? '' : `default ${fallback}`,
  ].filter(Boolean).join(', ');
}

/** The shape of an answer: JSON with types in the place of values; `?` marks what may be absent. */
function shape(schema, indent = '') {
  const at = resolve(schema);
  if (at.type === 'array') return `[${shape(at.items, indent)}, ...]`;
  if (at.type !== 'object') return at.enum ? at.enum.join(' | ') : at.pattern?.startsWith('^-?[0-9]') ? '"decimal"' : at.type;
  const deeper = `${indent}  `;
  const fields = Object.entries(at.properties ?? {})
    .map(([name, field]) => `${deeper}"${name}"${at.required?.includes(name) ? '' : '?'}: ${shape(field, deeper)}`);
  return `{\n${fields.join(',\n')}\n${indent}}`;
}

function attempt(path, parameters) {
  const output = element('pre', { hidden: '', tabindex: '0' });
  const inputs = parameters.map((parameter) => {
    const input = element('input', { name: parameter.name, size: '12' });
    if (parameter.required) input.required = true;
    return [parameter, input];
  });
  const form = element('form', {}, ...inputs.map(([parameter, input]) => element('label', {}, parameter.name, input)),
    element('button', {}, 'Try it'));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    let target = path;
    const query = new URLSearchParams();
    for (const [parameter, input] of inputs) {
      if (parameter.in === 'path') target = target.replace(`{${parameter.name}}`, encodeURIComponent(input.value));
      else if (input.value !== '') query.set(parameter.name, input.value);
    }
    const answer = await fetch(`..${target}${query.size > 0 ? `?${query}` : ''}`);
    output.textContent = `${answer.status}\n${JSON.stringify(await answer.json(), null, 2)}`;
    output.hidden = false;
  });
  return [form, output];
}

function operation(path, method, described) {
  const parameters = (described.parameters ?? []).map(resolve);
  const rows = parameters.map((parameter) => element('tr', {},
    element('td', {}, element('code', {}, parameter.name)),
    element('td', {}, parameter.required ? `${parameter.in}, required` : parameter.in),
    element('td', {}, words(parameter.schema)),
    element('td', {}, parameter.description ?? '')));
  const answers = Object.entries(described.responses).map(([status, given]) => {
    const answer = resolve(given);
    const [type, content] = Object.entries(answer.content)[0];
    return element('details', {}, element('summary', {}, `${status}: ${answer.description} (${type})`),
      element('pre', { tabindex: '0' }, shape(content.schema)));
  });
  return element('article', { 'data-operation': described.operationId },
    element('h2', {}, element('span', { class: 'method' }, method.toUpperCase()), ` ${path}`),
    element('p', {}, [described.summary, described.description].filter(Boolean).join('. ')),
    element('h3', {}, 'Parameters'), element('div', { class: 'scroll' }, element('table', {}, ...rows)),
    element('h3', {}, 'Answers'), ...answers, ...attempt(path, parameters));
}

document.getElementById('title').textContent = `${contract.info.title} ${contract.info.version}`;
document.getElementById('about').textContent = contract.info.description;
document.getElementById('operations').replaceChildren(...Object.entries(contract.paths)
  .flatMap(([path, methods]) => Object.entries(methods).map(([method, described]) => operation(path, method, described))));
