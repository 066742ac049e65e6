import {
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  CrosshairMode,
  HistogramSeries,
  LineStyle,
  type CandlestickData,
  type HistogramData,
  type IChartApi,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type SeriesMarker,
  type UTCTimestamp,
} from 'lightweight-charts';
import { formatScaled, scale } from '../format/number.ts';
import type { BarChange, BarSeries } from '../frame/bars.ts';
import type { BarTuple, Period } from '../frame/wire.ts';
import { readColours, type ChartColours } from './colours.ts';
import type { Mark } from './markers.ts';

/** Beyond so many changed bars drawing all anew is cheaper. */
const MOST_UPDATES = 20;
const BAR_WIDTH = 7;
/** Of a new instrument's few bars, in pixels. */
const WIDEST_BAR = 16;
/** Room at the right for the words of a signal at the newest bar. */
const FREE_BARS = 8;

/**
 * Candles and volume on a canvas. Rising candles are hollow and falling ones filled, so that they differ without their
 * colour. Scaled integers become
 * floating point numbers here and only here: pixels are no prices.
 */
export class CandleChart {
  private readonly chart: IChartApi;
  private readonly candles: ISeriesApi<'Candlestick'>;
  private readonly volumes: ISeriesApi<'Histogram'>;
  private readonly marks: ISeriesMarkersPluginApi<unknown>;
  private colours: ChartColours;
  private price = 1;
  private size = 1;

  /** `pointed` hears the bar under the crosshair; `wantsOlder` that the first bar came into sight. */
  constructor(
    private readonly host: HTMLElement,
    pointed: (start: number | undefined) => void,
    wantsOlder: () => void,
  ) {
    this.colours = readColours(host);
    this.chart = createChart(host, { autoSize: true, ...layoutOf(this.colours) });
    this.candles = this.chart.addSeries(CandlestickSeries, candleOptionsOf(this.colours));
    this.candles.priceScale().applyOptions({ scaleMargins: { top: 0.08, bottom: 0.24 } });
    this.volumes = this.chart.addSeries(HistogramSeries, {
      priceScaleId: '',
      lastValueVisible: false,
      priceLineVisible: false,
      priceFormat: { type: 'volume' },
    });
    this.volumes.priceScale().applyOptions({ scaleMargins: { top: 0.82, bottom: 0 } });
    this.marks = createSeriesMarkers(this.candles, []) as ISeriesMarkersPluginApi<unknown>;
    this.chart.subscribeCrosshairMove((event) =>
      pointed(event.time === undefined ? undefined : Number(event.time) * 1000),
    );
    this.chart.timeScale().subscribeVisibleLogicalRangeChange((range) => {
      if (range !== null && range.from < 0) {
        wantsOlder();
      }
    });
  }

  /** Empties the chart for another instrument or period. */
  show(period: Period, priceDecimals: number, sizeDecimals: number): void {
    this.price = scale(priceDecimals);
    this.size = scale(sizeDecimals);
    const decimals = priceDecimals;
    this.candles.applyOptions({
      priceFormat: {
        type: 'custom',
        minMove: 1 / this.price,
        formatter: (price: number) => formatScaled(Math.round(price * this.price), decimals),
      },
    });
    const isIntraday = period === '1m' || period === '5m' || period === '1h';
    this.chart.applyOptions({ timeScale: { timeVisible: isIntraday, secondsVisible: false } });
    this.clear();
  }

  clear(): void {
    this.candles.setData([]);
    this.volumes.setData([]);
    this.marks.setMarkers([]);
  }

  draw(change: BarChange, series: BarSeries): void {
    if (change.kind === 'all' || change.indexes.length > MOST_UPDATES) {
      this.candles.setData(series.all().map((bar) => this.candleOf(bar)));
      this.volumes.setData(series.all().map((bar) => this.volumeOf(bar)));
      return;
    }
    const newest = series.length - 1;
    for (const index of change.indexes) {
      const bar = series.at(index) as BarTuple;
      // A late tick corrects an older bar, which the chart wants to be told.
      this.candles.update(this.candleOf(bar), index < newest && this.isDrawn(bar, series));
      this.volumes.update(this.volumeOf(bar), index < newest && this.isDrawn(bar, series));
    }
  }

  /** Shows the newest bars at a width that can be read. */
  reveal(length: number): void {
    const width = Math.max(1, this.host.clientWidth - 60);
    const wanted = Math.max(length + FREE_BARS, width / WIDEST_BAR);
    const shown = Math.max(20, Math.floor(Math.min(wanted, width / BAR_WIDTH)));
    this.chart.timeScale().setVisibleLogicalRange({ from: length + FREE_BARS - shown, to: length + FREE_BARS });
  }

  mark(marks: readonly Mark[]): void {
    this.marks.setMarkers(marks.map((mark) => this.markerOf(mark)) as SeriesMarker<unknown>[]);
  }

  /** Takes the theme's colours anew; the bars keep theirs unless they are drawn again. */
  recolour(series: BarSeries): void {
    this.colours = readColours(this.host);
    this.chart.applyOptions(layoutOf(this.colours));
    this.candles.applyOptions(candleOptionsOf(this.colours));
    this.volumes.setData(series.all().map((bar) => this.volumeOf(bar)));
  }

  private isDrawn(bar: BarTuple, series: BarSeries): boolean {
    const drawn = this.candles.data().at(-1);
    return drawn !== undefined && secondsOf(bar[0]) < Number(drawn.time) && series.length > 1;
  }

  private candleOf(bar: BarTuple): CandlestickData<UTCTimestamp> {
    return {
      time: secondsOf(bar[0]),
      open: bar[1] / this.price,
      high: bar[2] / this.price,
      low: bar[3] / this.price,
      close: bar[4] / this.price,
    };
  }

  private volumeOf(bar: BarTuple): HistogramData<UTCTimestamp> {
    const color = bar[4] >= bar[1] ? this.colours.upVolume : this.colours.downVolume;
    return { time: secondsOf(bar[0]), value: bar[5] / this.size, color };
  }

  private markerOf(mark: Mark): SeriesMarker<UTCTimestamp> {
    const isUp = mark.direction === 'up';
    const isDown = mark.direction === 'down';
    return {
      time: secondsOf(mark.start),
      position: isDown ? 'aboveBar' : isUp ? 'belowBar' : 'inBar',
      shape: isUp ? 'arrowUp' : isDown ? 'arrowDown' : 'circle',
      color: isUp ? this.colours.up : isDown ? this.colours.down : this.colours.flat,
      size: mark.direction === 'flat' ? 0.4 : 1,
      text: mark.direction === 'flat' ? '' : mark.text,
    };
  }
}

function secondsOf(millis: number): UTCTimestamp {
  return Math.floor(millis / 1000) as UTCTimestamp;
}

function layoutOf(colours: ChartColours) {
  const label = { labelBackgroundColor: colours.label };
  return {
    layout: {
      background: { color: colours.background },
      textColor: colours.text,
      fontFamily: getComputedStyle(document.body).fontFamily,
      fontSize: 11,
      // The notice stands in the page's help instead: the logo would need an inline style sheet.
      attributionLogo: false,
    },
    grid: { vertLines: { color: colours.grid }, horzLines: { color: colours.grid } },
    rightPriceScale: { borderColor: colours.line },
    timeScale: { borderColor: colours.line, rightOffset: FREE_BARS, minBarSpacing: 1 },
    crosshair: {
      mode: CrosshairMode.Normal,
      vertLine: { color: colours.text, style: LineStyle.Dashed, width: 1 as const, ...label },
      horzLine: { color: colours.text, style: LineStyle.Dashed, width: 1 as const, ...label },
    },
  };
}

function candleOptionsOf(colours: ChartColours) {
  return {
    upColor: 'rgba(0, 0, 0, 0)',
    borderUpColor: colours.up,
    wickUpColor: colours.up,
    downColor: colours.down,
    borderDownColor: colours.down,
    wickDownColor: colours.down,
    priceLineStyle: LineStyle.Dotted,
    priceLineColor: colours.price,
  };
}
